using System.Text.RegularExpressions;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>What rules know of the ingress-nginx controller: its images, its annotations, and what leaves the place where it puts a value.</summary>
internal static class IngressNginx
{
    /// <summary>What the annotations of the controller begin with.</summary>
    public const string Prefix = "nginx.ingress.kubernetes.io/";

    /// <summary>A value whose braces are quantifiers of a pattern or those around a variable of nginx, and that ends no directive.</summary>
    public const string Safe = """^(\$\{[A-Za-z_][A-Za-z0-9_]*\}|\{[0-9]+(,[0-9]*)?\}|[^\x00-\x1f\x7f;{}])*""";

    /// <summary>The same for values that stand alone or in quotes: no quotes, and no beginning of a comment.</summary>
    public const string Strict = """^(\$\{[A-Za-z_][A-Za-z0-9_]*\}|\{[0-9]+(,[0-9]*)?\}|[^\x00-\x1f\x7f;{}"'`#])*""";

    /// <summary>What nobody writes into a value but to read the controller's own files, or to run code (CVE-2021-25746).</summary>
    public const string Forbidden = "_by_lua|/var/run/secrets|/etc/(passwd|shadow|group|nginx|ingress-controller)";

    /// <summary>Paths that are folders of the controller and not of a site (CVE-2021-25745).</summary>
    public const string OwnFolder = "^/(etc|root|var/run)(/|$)";

    /// <summary>The annotations that the controller puts into directives as they are.</summary>
    public static readonly string[] Verbatim =
    [
        Prefix + "auth-url", Prefix + "auth-method", Prefix + "auth-proxy-set-headers", Prefix + "auth-tls-match-cn",
        Prefix + "mirror-target", Prefix + "mirror-host", Prefix + "rewrite-target", Prefix + "upstream-vhost",
    ];

    private static readonly string[] Repositories = ["ingress-nginx/controller", "ingress-nginx/controller-chroot", "/nginx-ingress-controller"];

    private static readonly Regex SafeBeginning = new(Safe, RegexOptions.CultureInvariant);
    private static readonly Regex StrictBeginning = new(Strict, RegexOptions.CultureInvariant);

    /// <summary>Whether an image is the controller, from whatever registry.</summary>
    public static bool IsController(ImageReference reference) =>
        Array.Exists(Repositories, r => reference.Repository.EndsWith(r, StringComparison.Ordinal));

    /// <summary>What in a value leaves its place, as a phrase; null for nothing.</summary>
    public static string? Escape(string value, bool isVerbatim)
    {
        int end = (isVerbatim ? StrictBeginning : SafeBeginning).Match(value).Length;
        if (end < value.Length)
            return char.IsControl(value[end]) ? "a line break" : $"'{value[end]}'";
        return Regex.Match(value, Forbidden, RegexOptions.CultureInvariant) is { Success: true } match ? $"'{match.Value}'" : null;
    }
}
