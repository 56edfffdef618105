"""People in Django's administration (superusers only; the product has its own screen)."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from kharita.accounts.models import Membership, User


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]  # generic in stubs only
    model = Membership
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]  # generic in stubs only
    inlines = [MembershipInline]
    list_display = ["username", "full_name", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser", "memberships__role"]
    search_fields = ["username", "full_name", "full_name_ar", "email"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password", "must_change_password"]}),
        (
            _("Person"),
            {"fields": ["full_name", "full_name_ar", "email", "phone", "language", "arabic_digits"]},
        ),
        (_("Access"), {"fields": ["is_active", "is_superuser", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "full_name", "password1", "password2"]})]
