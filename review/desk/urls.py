from django.urls import path

from review.desk.candidate import CandidateView, DocumentView, RawView
from review.desk.concerns import ConcernsView, ConcernView
from review.desk.history import HistoryView
from review.desk.log import LogView
from review.desk.open_data import OpenDataView, YearTableView
from review.desk.pictures import PictureView
from review.desk.queue import QueueView
from review.desk.recalls import RecallsView
from review.desk.released import RecallView, ReleasedView
from review.desk.releasing import ReleaseView

urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("results/", QueueView.as_view(results_only=True), name="queue_results"),
    path("history/", HistoryView.as_view(), name="history"),
    path("history/results/", HistoryView.as_view(results_only=True), name="history_results"),
    path("candidates/<int:pk>/", CandidateView.as_view(), name="candidate"),
    path("candidates/<int:pk>/document/", DocumentView.as_view(), name="document"),
    path("candidates/<int:pk>/bytes/", RawView.as_view(), name="bytes"),
    path("candidates/<int:pk>/release/", ReleaseView.as_view(), name="release"),
    path("candidates/<int:pk>/pictures/<str:sha256>/", PictureView.as_view(), name="picture"),
    path("released/", ReleasedView.as_view(), name="released"),
    path("released/results/", ReleasedView.as_view(results_only=True), name="released_results"),
    path("recalls/", RecallsView.as_view(), name="recalls"),
    path("recalls/results/", RecallsView.as_view(results_only=True), name="recalls_results"),
    path("released/<int:pk>/recall/", RecallView.as_view(), name="recall"),
    path("concerns/", ConcernsView.as_view(), name="concerns"),
    path("concerns/results/", ConcernsView.as_view(results_only=True), name="concerns_results"),
    path("concerns/<int:pk>/", ConcernView.as_view(), name="concern"),
    path("open-data/", OpenDataView.as_view(), name="open_data"),
    path(
        "open-data/results/",
        OpenDataView.as_view(results_only=True, http_method_names=["get"]),
        name="open_data_results",
    ),
    path("open-data/<int:pk>/", YearTableView.as_view(), name="open_data_table"),
    path("log/", LogView.as_view(), name="log"),
    path("log/results/", LogView.as_view(results_only=True), name="log_results"),
]
