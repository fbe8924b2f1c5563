"""What the rows of the action table do: functions of the window, grouped like its menus."""
