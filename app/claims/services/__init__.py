"""What people do with claims: one public function for each act."""
