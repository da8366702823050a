namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>Reads the address of a request.</summary>
internal static class RequestUri
{
    private const string NameField = "metadata.name";

    /// <summary>Returns the path as the authorizer knows it: decoded, without the query.</summary>
    public static string PathOf(string uri)
    {
        int query = uri.IndexOf('?', StringComparison.Ordinal);
        string path = Uri.UnescapeDataString(query < 0 ? uri : uri[..query]);
        return path.StartsWith('/') ? path : "";
    }

    /// <summary>Returns whether a path is one of a resource: <c>/api/VERSION/…</c> or <c>/apis/GROUP/VERSION/…</c>.</summary>
    public static bool IsOfResource(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 2 && (parts[0] == "api" || (parts[0] == "apis" && parts.Length > 3));
    }

    /// <summary>Returns the one name that a field selector asks for; empty for none. Names that cannot be part of a path are none to the authorizer.</summary>
    public static string NameOfFieldSelector(string uri)
    {
        int query = uri.IndexOf('?', StringComparison.Ordinal);
        foreach (string pair in query < 0 ? [] : uri[(query + 1)..].Split('&'))
            if (pair.StartsWith("fieldSelector=", StringComparison.Ordinal))
                return NameOf(Uri.UnescapeDataString(pair["fieldSelector=".Length..].Replace('+', ' ')));
        return "";
    }

    private static string NameOf(string selector)
    {
        foreach (string term in selector.Split(','))
        {
            string text = term.Trim();
            if (!text.StartsWith(NameField, StringComparison.Ordinal) || text.Length == NameField.Length || text[NameField.Length] != '=')
                continue;
            string name = text[(NameField.Length + 1)..].TrimStart('=');
            return name is "." or ".." || name.AsSpan().ContainsAny('/', '%') ? "" : name;
        }
        return "";
    }
}
