"""Packages in and out: intakes as XLSX or JSON with their files, results out (practice D16)."""
