"""Addresses of imagery (the rest of the surveys is in `api`)."""

from django.urls import path

from kharita.surveys.imagery import views

_TILE = "<int:z>/<int:x>/<int:y>"

urlpatterns = [
    path("campaigns/<int:campaign_id>.json", views.campaign_tilejson, name="campaign-tilejson"),
    path(f"campaigns/<int:campaign_id>/{_TILE}.webp", views.campaign_tile, name="campaign-tile"),
    path("campaigns/<int:campaign_id>/<slug:look>.json", views.campaign_look_tilejson),
    path(f"campaigns/<int:campaign_id>/<slug:look>/{_TILE}.<slug:form>", views.campaign_look_tile),
    path("<int:survey_id>.json", views.survey_tilejson, name="survey-tilejson"),
    path(f"<int:survey_id>/{_TILE}.webp", views.survey_tile, name="survey-tile"),
    path("<int:survey_id>/difference/<int:before_id>.json", views.difference_tilejson),
    path(f"<int:survey_id>/difference/<int:before_id>/{_TILE}.<slug:form>", views.difference_tile),
    path("<int:survey_id>/<slug:look>.json", views.survey_look_tilejson, name="look-tilejson"),
    path(f"<int:survey_id>/<slug:look>/{_TILE}.<slug:form>", views.survey_look_tile, name="look-tile"),
    path("<path:path>", views.no_such_imagery),
]
