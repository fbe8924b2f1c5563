"""What a chart looks like, said in four shapes, whatever surface shows it."""
