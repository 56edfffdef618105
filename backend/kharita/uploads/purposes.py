"""What large files are sent for: a domain declares who may send them, how large and of which kinds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kharita.core.errors import BadInput, NotAllowed


@dataclass(frozen=True)
class Purpose:
    """`permissions`: whoever holds one of them may send such files; `suffixes`: "" takes any name."""

    id: str
    permissions: frozenset[str]
    bytes_max: int
    suffixes: tuple[str, ...] = ()

    @property
    def limit(self) -> int:
        """What one file may weigh, in bytes."""
        return min(self.bytes_max, int(settings.KHARITA.uploads_bytes_max))

    def check_sender(self, user: Any, commune_id: int | None) -> None:
        """Raises `NotAllowed`."""
        if not any(user.can(permission, commune_id) for permission in self.permissions):
            raise NotAllowed(_("Your roles do not include sending files of this kind."), purpose=self.id)

    def check(self, user: Any, filename: str, commune_id: int | None) -> None:
        """Raises `NotAllowed`, or `BadInput` that names the field."""
        self.check_sender(user, commune_id)
        if self.suffixes and not filename.lower().endswith(self.suffixes):
            raise BadInput(
                _("Files of these kinds are taken here: %(suffixes)s.")
                % {"suffixes": ", ".join(self.suffixes)},
                code="wrong-suffix",
                field="filename",
            )


@dataclass
class Purposes:
    """The declared purposes by their id."""

    _known: dict[str, Purpose] = field(default_factory=dict)

    def register(
        self,
        id: str,
        *,
        permission: str | Iterable[str],
        bytes_max: int,
        suffixes: Iterable[str] = (),
    ) -> Purpose:
        """Declare a purpose; once for each id. Raises `ValueError` for a second one."""
        if id in self._known:
            raise ValueError(f"the purpose {id} is declared twice")
        permissions = frozenset({permission} if isinstance(permission, str) else permission)
        made = Purpose(id, permissions, bytes_max, tuple(suffix.lower() for suffix in suffixes))
        self._known[id] = made
        return made

    def forget(self, id: str) -> None:
        """Take a purpose back; for tests."""
        self._known.pop(id, None)

    def named(self, id: str) -> Purpose:
        """Raises `BadInput`."""
        if id not in self._known:
            raise BadInput(
                _("Say in the metadata what the file is for, as one of: %(known)s.")
                % {"known": ", ".join(sorted(self._known)) or "–"},
                field="purpose",
            )
        return self._known[id]

    def limit_of(self, user: Any) -> int:
        """What the largest file of `user` may weigh, whatever it is for; 0: he may send none."""
        allowed = [
            purpose.limit
            for purpose in self._known.values()
            if any(user.can(permission) for permission in purpose.permissions)
        ]
        return max(allowed, default=0)


purposes = Purposes()
