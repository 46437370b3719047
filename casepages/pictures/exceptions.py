from casepages.exceptions import Refusal


class PictureRefused(Refusal):
    """A file that cannot become a picture of a case."""

    status = 422
    type = "picture-refused"
    title = "The picture was not taken"


class DetectorUnavailable(Refusal):
    """Nothing looked for faces: what was not looked at is not shown."""

    status = 503
    type = "face-detector-unavailable"
    title = "Nothing looked for faces"
