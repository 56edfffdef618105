"""Who may call a route: each view declares its rule, and the rule is checked before anything else is read.

`@public`, `@logged_in` or `@needs("permission")` stands under the router's decorator. What a person may do
*within* a route (which communes, which rows) is decided by the services and by `visible_to`. An access token
opens a route only where the rule names its scope: `@public(scope=Scope.READ)`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, overload

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.decorators import decorate_view
from ninja.utils import check_csrf

from kharita.accounts.bodies import leave_body, read_body
from kharita.accounts.roles import ALL_PERMISSIONS
from kharita.accounts.scopes import Scope
from kharita.core.errors import DomainError, NotAllowed, NotLoggedIn, answer

V = TypeVar("V", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class MustChangePassword(DomainError):
    """The account works only for changing its password, until that is done."""

    status = HTTPStatus.FORBIDDEN
    code = "must-change-password"
    title = gettext_lazy("Choose a new password first")


class ScopeMissing(NotAllowed):
    """The access token was not made for this."""

    code = "token-scope"
    title = gettext_lazy("This access token does not open this")

    @property
    def challenge(self) -> str:
        needed = f', scope="{self.extra["scope"]}"' if self.extra["scope"] else ""
        return f'Bearer realm="Kharita", error="insufficient_scope"{needed}'


@dataclass(frozen=True)
class Rule:
    """`needs_login` alone lets every account in; `permission` asks for it in at least one commune.

    `scope` is what an access token must hold to be let in as its person; None: tokens stay out.
    `streams`: the view itself reads the body while it arrives; the token against forgery is in a header only.
    `only_reads`: a POST here asks and changes nothing, so that it needs no token against forgery.
    """

    needs_login: bool = False
    permission: str = ""
    before_password_change: bool = False
    scope: Scope | None = None
    streams: bool = False
    only_reads: bool = False

    def check(self, user: Any, token_scopes: Collection[str] | None = None) -> None:
        """Raises `NotLoggedIn`, `MustChangePassword` or `NotAllowed`.

        `token_scopes` are those of the access token that the request came with (None: it came without one).
        """
        if token_scopes is not None and self.scope not in token_scopes:
            raise ScopeMissing(
                _("Make a token with the scope that is named here.")
                if self.scope
                else _("This is for people at the browser, not for access tokens."),
                scope=self.scope,
            )
        if not self.needs_login:
            return
        if not user.is_authenticated:
            raise NotLoggedIn(_("This is for people with an account."))
        if user.must_change_password and not self.before_password_change:
            raise MustChangePassword(_("Your password was set by someone else. Choose your own to go on."))
        if self.permission and not user.can(self.permission):
            raise NotAllowed(_("Your roles do not include this."), permission=self.permission)


def _apply(rule: Rule, view: V) -> V:
    def guard(call: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(call)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _refusal(request, rule) or call(request, *args, **kwargs)

        return guarded

    # The API framework would read the request's body before it calls the view: there the guard stands
    # around the whole operation, so that nobody can make us read an upload that he may not send.
    guarded = guard(view)
    guarded.rule = rule  # type: ignore[attr-defined]  # read by the test that walks all routes
    if rule.streams or rule.only_reads:
        # Django's own check would come before ours, and before the question who asks.
        guarded.csrf_exempt = True  # type: ignore[attr-defined]  # Django's mark; `_refusal` checks
    return decorate_view(guard)(guarded)  # type: ignore[return-value]  # same signature, through wraps


def _refusal(request: HttpRequest, rule: Rule) -> HttpResponseBase | None:
    if getattr(request, "_kharita_rule_passed", None) is rule:
        return None
    try:
        rule.check(request.user, getattr(request, "token_scopes", None))
    except DomainError as error:
        return answer(request, error)
    if request.method not in SAFE_METHODS:
        try:
            leave_body(request) if rule.streams else read_body(request)
        except DomainError as error:
            return answer(request, error)
        if not rule.only_reads and (refused := check_csrf(request)):
            return refused
    request._kharita_rule_passed = rule  # type: ignore[attr-defined]  # checked once for operation and view
    return None


@overload
def public(view: V) -> V: ...
@overload
def public(*, scope: Scope, only_reads: bool = ...) -> Callable[[V], V]: ...
def public(
    view: V | None = None, *, scope: Scope | None = None, only_reads: bool = False
) -> V | Callable[[V], V]:
    """Everyone may call this; what they see is narrowed by `visible_to`."""
    rule = Rule(scope=scope, only_reads=only_reads)
    return _apply(rule, view) if view is not None else lambda late: _apply(rule, late)


@overload
def logged_in(view: V) -> V: ...
@overload
def logged_in(
    *, before_password_change: bool = ..., scope: Scope | None = ..., streams: bool = ...
) -> Callable[[V], V]: ...
def logged_in(
    view: V | None = None,
    *,
    before_password_change: bool = False,
    scope: Scope | None = None,
    streams: bool = False,
) -> V | Callable[[V], V]:
    """Whoever has an account; `before_password_change` also while a new password is due; `streams` where the
    view reads the body while it arrives."""
    rule = Rule(needs_login=True, before_password_change=before_password_change, scope=scope, streams=streams)
    return _apply(rule, view) if view is not None else lambda late: _apply(rule, late)


def needs(permission: str, *, scope: Scope | None = None) -> Callable[[V], V]:
    """Whoever holds `permission` in at least one commune. Raises `ValueError` for one that no role has."""
    if permission not in ALL_PERMISSIONS:
        raise ValueError(f"no role holds {permission}")
    return lambda view: _apply(Rule(needs_login=True, permission=permission, scope=scope), view)
