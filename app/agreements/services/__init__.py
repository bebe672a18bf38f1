"""What people do with agreements: one public function for each act."""
