"""The sellers whose receivables are kept, and who may work for them."""
