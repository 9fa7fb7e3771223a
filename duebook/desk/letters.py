"""How a letter's own HTML is shown: alone in a frame, without scripts, forms or anything from outside."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

LETTER_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "sandbox": True,
}
