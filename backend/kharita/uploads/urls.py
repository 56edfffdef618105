"""Addresses of the uploads."""

from django.urls import path

from kharita.uploads import views

urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("<uuid:key>", views.upload, name="upload"),
]
