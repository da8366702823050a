namespace ContainerSecurity.Tests;

/// <summary>Secrets of chance to be planted in texts.</summary>
internal static class PlantedSecret
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A value that no word is in.</summary>
    public static string Value(Random random) => new([.. Enumerable.Range(0, 24).Select(_ => Letters[random.Next(Letters.Length)])]);

    /// <summary>A setting whose name says that its value is a secret.</summary>
    public static string Setting(string value) => "db_pass" + "word=" + value;
}
