from django.urls import path

from review.previews.views import PreviewLinkView

urlpatterns = [path("<int:pk>/", PreviewLinkView.as_view(), name="link")]
