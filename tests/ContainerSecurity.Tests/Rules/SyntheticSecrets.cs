// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Rules;

/// <summary>Secrets that no service ever issued, put in the place of words, so that pages and tests hold none as text.</summary>
internal static class SyntheticSecrets
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["{a GitHub token}"] = "ghp_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa",
        ["{a password}"] = "k8Xw2" + "QmZr7Tb",
        ["{the key in Base64}"] = SecretPatterns.BuiltIn.Single(p => p.Id == "private-key").Samples[0].Split('\n')[1],
    };

    /// <summary>A text with its words replaced.</summary>
    public static string In(string text) => Words.Aggregate(text, (filled, word) => filled.Replace(word.Key, word.Value, StringComparison.Ordinal));
}
