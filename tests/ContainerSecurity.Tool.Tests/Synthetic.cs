namespace ContainerSecurity.Tool.Tests;

/// <summary>Secrets of chance.</summary>
internal static class Synthetic
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A value that no word is in.</summary>
    public static string Value(Random random) => new([.. Enumerable.Range(0, 24).Select(_ => Letters[random.Next(Letters.Length)])]);
}
