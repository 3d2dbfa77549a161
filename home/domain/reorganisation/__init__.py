"""組織改編: sections are renamed or become one; everything that names them changes at once, and back."""
