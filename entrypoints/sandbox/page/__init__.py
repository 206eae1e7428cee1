"""The chat page in the browser: static files, and the small API by which they see and move the room."""
