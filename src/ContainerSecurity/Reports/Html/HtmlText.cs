using System.Net;

namespace ContainerSecurity.Reports.Html;

/// <summary>Writes text of the input as HTML that shows it and does nothing else, inside of an element or of an attribute in quotes.</summary>
internal static class HtmlText
{
    /// <summary>Shows a text; hidden characters become escapes first.</summary>
    public static string Of(string text) => Shown(VisibleText.Of(text));

    /// <summary>Writes what is shown already.</summary>
    public static string Shown(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A link where an address is one of the web; else its text.</summary>
    public static string Link(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? target) && (target.Scheme == Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttp)
            ? $"<a href=\"{Of(address)}\" rel=\"noreferrer\">{Of(address)}</a>"
            : Of(address);
}
