# api.py, a new file beside urls.py
from ninja import NinjaAPI

from payments.problems import render_refusals

api = NinjaAPI(title="Sixdegree", version="1", urls_namespace="sixdegree")
for router in ["publication.api.router", "payments.api.router", "review.previews.api.router"]:
    api.add_router("", router)
render_refusals(api)
