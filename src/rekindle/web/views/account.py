"""An account: everything tried there, who is there, and what binds them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.show.account import show_account
from rekindle.web.views.common import make_frame, show_page, with_actor


@require_safe
@with_actor
def account(request: HttpRequest, actor: Actor, account_id: UUID) -> HttpResponse:
    """Show the page of an account."""
    try:
        view = show_account(actor, account_id)
    except RefusedError as missing:
        raise Http404(str(missing)) from missing
    return show_page(request, "account/page.html", make_frame(request, actor, "deal"), {"view": view})
