using System.Text;

namespace ContainerSecurity.SupplyChain.Packages;

/// <summary>Writes package URLs in the one form that the specification allows.</summary>
internal static class PackageUrlWriter
{
    /// <summary>The package URL.</summary>
    public static string Write(PackageUrl url)
    {
        StringBuilder text = new("pkg:");
        text.Append(url.Type).Append('/');
        if (url.Namespace is not null)
        {
            AppendPath(text, url.Namespace);
            text.Append('/');
        }

        if (PackageUrlType.Of(url.Type).NameMayHaveSlashes)
            AppendPath(text, url.Name);
        else
            Append(text, url.Name);
        if (url.Version is not null)
            Append(text.Append('@'), url.Version);
        char mark = '?';
        foreach ((string key, string value) in url.Qualifiers)
        {
            Append(text.Append(mark).Append(key).Append('='), value);
            mark = '&';
        }

        if (url.Subpath is not null)
            AppendPath(text.Append('#'), url.Subpath);
        return text.ToString();
    }

    private static void AppendPath(StringBuilder text, string path)
    {
        int start = 0;
        for (int i = 0; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] != '/')
                continue;
            Append(text, path[start..i]);
            if (i < path.Length)
                text.Append('/');
            start = i + 1;
        }
    }

    private static void Append(StringBuilder text, string part)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(part))
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '~' or ':')
                text.Append(c);
            else
                text.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
