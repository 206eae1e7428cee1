"""The world behind the ports: databases, Telegram, planners, the clock."""
