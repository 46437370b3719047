"""The privacy desk in the Wagtail admin: the queue, the candidate as it would be seen, what is in public."""
