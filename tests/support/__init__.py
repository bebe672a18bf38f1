"""What the tests stand on: the database, the live server, builders of disputes."""
