"""What a customer does not want, as a note tells it."""

from domain.wishes.channels import CHANNELS, unwanted_channels

__all__ = ["CHANNELS", "unwanted_channels"]
