"""The one picture behind every sandbox sticker: what it shows is in its emoji."""

import base64

STICKER_WEBP = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
