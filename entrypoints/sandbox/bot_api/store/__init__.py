"""The state of the server: chats, messages, files, the menu of commands, and updates that wait."""
