using System.Text;
using ContainerSecurity.Secrets.Values;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>Judges what code gives to HTTP's header <c>Authorization</c>.</summary>
internal static class AuthorizationValue
{
    private const int ShortestToken = 6;

    /// <summary>Whether the value of the header, with its scheme, holds a credential.</summary>
    public static bool IsCredential(string header)
    {
        int space = header.IndexOf(' ');
        return space > 0 && IsParameter(header.Substring(0, space), header.Substring(space + 1).Trim());
    }

    /// <summary>Whether a parameter of the header is a credential, by the expression that gives the scheme.</summary>
    public static bool IsParameter(ExpressionSyntax? scheme, string value) =>
        IsParameter(scheme is LiteralExpressionSyntax { Token.Value: string text } ? text : "", value);

    private static bool IsParameter(string scheme, string value)
    {
        if (string.Equals(scheme, "Basic", StringComparison.OrdinalIgnoreCase))
            return UserAndPassword(value) is { } pair && pair.IndexOf(':') is > 0 and var colon && WeakPassword.IsHandedOver(pair.Substring(colon + 1));
        return value.Length >= ShortestToken
            && value.IndexOf(' ') < 0
            && WeakPassword.IsHandedOver(value)
            && !WeakPassword.IsWord(value)
            && value.Any(char.IsDigit);
    }

    /// <summary>Basic credentials are Base64; code that encodes them has them as they are.</summary>
    private static string? UserAndPassword(string value)
    {
        if (value.IndexOf(':') > 0)
            return value;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(value));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
