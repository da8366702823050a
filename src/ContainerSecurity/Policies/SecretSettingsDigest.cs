using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Policies;

/// <summary>Writes settings down so that two are the same text only where they are the same, and hashes the text.</summary>
internal static class SecretSettingsDigest
{
    public static string Of(SecretSettings settings)
    {
        var text = new StringBuilder();
        Append(text, settings.AllowedValues);
        Append(text, settings.AllowedPaths);
        Append(text, settings.AllowedFingerprints);
        foreach (SecretPattern pattern in settings.Patterns)
            Append(text, pattern);
        using var hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(Encoding.Unicode.GetBytes(text.ToString()))).Replace("-", "");
    }

    private static void Append(StringBuilder text, SecretPattern pattern)
    {
        Append(text, [
            pattern.Id,
            pattern.Service,
            pattern.Shape,
            pattern.IsExpression ? "expression" : "shape",
            pattern.Kind.ToString(),
            pattern.Context.ToString(),
            pattern.MinimumEntropy.ToString("R", CultureInfo.InvariantCulture),
        ]);
        Append(text, pattern.Names);
        Append(text, pattern.Qualifiers);
    }

    /// <summary>Each text stands behind its length, so that none can look like two.</summary>
    private static void Append(StringBuilder text, IReadOnlyCollection<string> parts)
    {
        text.Append(parts.Count.ToString(CultureInfo.InvariantCulture)).Append(';');
        foreach (string part in parts)
            text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);
    }
}
