"""The one door by which messages leave the house, and what may stand behind it: nothing (test mode), the console, a
file, an address on the network. Which one is a setting; the rest of the product does not know.
"""

from app.notifications.gateways.door import Gateway, GatewayTrouble, gateway, use_gateway
from app.notifications.gateways.local import Console, JsonLines, TestMode
from app.notifications.gateways.posting import HttpGateway, signature

__all__ = [
    "Console",
    "Gateway",
    "GatewayTrouble",
    "HttpGateway",
    "JsonLines",
    "TestMode",
    "gateway",
    "signature",
    "use_gateway",
]
