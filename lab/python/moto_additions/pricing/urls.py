"""pricing base URL and path."""

from .responses import PricingResponse

# The server builds the host from the name that requests are signed with: pricing. SDKs call api.pricing.
url_bases = [r"https?://(api\.)?pricing\.(.+)\.amazonaws\.com"]

url_paths = {"{0}/$": PricingResponse.dispatch}
