"""What the control room does about an alarm: taken, called, closed; and its shifts."""
