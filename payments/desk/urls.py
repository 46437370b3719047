from django.urls import URLPattern, path

from payments.desk.corrections import CorrectionsView, CorrectView
from payments.desk.disbursements import DisbursementsView, DisburseView, DocumentView
from payments.desk.disputes import AcceptView, AnswerView, DisputesView, DisputeView
from payments.desk.donations import DonationsView, DonationView
from payments.desk.events import EventsView, EventView
from payments.desk.export.views import ExportView
from payments.desk.frame import Listing
from payments.desk.fund import ExchangeView, FundView, MeetView
from payments.desk.mails import MailsView, SendMailsView, SendMailView
from payments.desk.monthly_gifts import EndMonthlyGiftView, MonthlyGiftsView
from payments.desk.overview import OverviewView
from payments.desk.payouts import PayoutsView
from payments.desk.receipts import ResendView, VoidView
from payments.desk.reconciliations import ReconciliationsView, ReconciliationView
from payments.desk.refunds import RefundsView, RefundView


def listing(view: type[Listing]) -> list[URLPattern]:
    """A list, and its rows alone, which Wagtail's search and filters ask for."""
    return [
        path(f"{view.name}/", view.as_view(), name=view.name),
        path(f"{view.name}/results/", view.as_view(results_only=True), name=f"{view.name}_results"),
    ]


urlpatterns = [
    path("", OverviewView.as_view(), name="overview"),
    *listing(DonationsView),
    path("donations/<slug:reference>/", DonationView.as_view(), name="donation"),
    path("donations/<slug:reference>/refund/", RefundView.as_view(), name="refund"),
    path("donations/<slug:reference>/receipt/resend/", ResendView.as_view(), name="resend_receipt"),
    path("donations/<slug:reference>/receipt/void/", VoidView.as_view(), name="void_receipt"),
    *listing(MonthlyGiftsView),
    path("monthly_gifts/<slug:subscription>/end/", EndMonthlyGiftView.as_view(), name="end_monthly_gift"),
    path("mails/send/", SendMailsView.as_view(), name="send_mails"),
    path("mails/<int:pk>/send/", SendMailView.as_view(), name="send_mail"),
    *listing(MailsView),
    *listing(EventsView),
    path("events/<slug:event_id>/", EventView.as_view(), name="event"),
    *listing(RefundsView),
    *listing(DisputesView),
    path("disputes/<slug:provider_id>/", DisputeView.as_view(), name="dispute"),
    path("disputes/<slug:provider_id>/answer/", AnswerView.as_view(), name="answer"),
    path("disputes/<slug:provider_id>/accept/", AcceptView.as_view(), name="accept"),
    *listing(PayoutsView),
    path("fund/", FundView.as_view(), name="fund"),
    path("fund/exchange/", ExchangeView.as_view(), name="exchange"),
    path("fund/pay/<slug:ref>/", MeetView.as_view(), name="meet"),
    path("disbursements/record/", DisburseView.as_view(), name="disburse"),
    *listing(DisbursementsView),
    path("disbursements/<slug:pk>/document/", DocumentView.as_view(), name="document"),
    *listing(ReconciliationsView),
    path("reconciliations/<int:pk>/", ReconciliationView.as_view(), name="reconciliation"),
    path("corrections/book/", CorrectView.as_view(), name="correct"),
    *listing(CorrectionsView),
    path("export/", ExportView.as_view(), name="export"),
]
