"""Exchange rates that come with the product."""
