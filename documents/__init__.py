"""What we know: reports, their structure, their statements and figures. No network, no model."""
