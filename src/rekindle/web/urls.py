"""Every route of the browser's face. GET shows, POST acts."""

from django.urls import URLPattern, path

from rekindle.web.views import add, book, bring_in, buyer_form, deal, debrief, enter, judgement, settings, today, verbs

urlpatterns: list[URLPattern] = [
    path("", today.today, name="today"),
    path("plan", today.plan, name="plan"),
    path("undo", verbs.undo, name="undo"),
    path("deal/<uuid:deal_id>", deal.deal, name="deal"),
    path("deal/<uuid:deal_id>/line", verbs.line, name="line"),
    path("deal/<uuid:deal_id>/<slug:name>", verbs.verb, name="verb"),
    path("debriefs", debrief.debriefs, name="debriefs"),
    path("debrief/<uuid:deal_id>", debrief.call, name="call"),
    path("debrief/<uuid:deal_id>/mine", debrief.own, name="own"),
    path("debrief/<uuid:deal_id>/form", debrief.send, name="send_form"),
    path("debrief/<uuid:deal_id>/form/close", debrief.revoke, name="revoke_form"),
    path("debrief/<uuid:deal_id>/ask", debrief.ask, name="ask_colleague"),
    path("f/<str:token>", buyer_form.form, name="buyer_form"),
    path("add", add.add, name="add"),
    path("book", book.book, name="book"),
    path("import", bring_in.choose_file, name="bring_in"),
    path("import/check", bring_in.check_file, name="check_file"),
    path("judgement", judgement.judgement, name="judgement"),
    path("judgement/test", judgement.try_again, name="try_judgement"),
    path("judgement/hold-out", judgement.hold_out, name="hold_out"),
    path("settings", settings.settings, name="settings"),
    path("settings/book", settings.book_settings, name="book_settings"),
    path("settings/password", settings.password, name="password"),
    path("switch", enter.switch, name="switch"),
    path("sign-in", enter.sign_in, name="sign_in"),
    path("sign-out", enter.sign_out, name="sign_out"),
    path("sign-in/<str:token>", enter.enter, name="enter"),
]
