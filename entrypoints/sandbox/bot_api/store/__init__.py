"""What the server keeps: chats, messages, files, the menu of commands, and updates that wait."""
