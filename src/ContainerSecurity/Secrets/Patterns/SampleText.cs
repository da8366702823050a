namespace ContainerSecurity.Secrets.Patterns;

/// <summary>Made-up secrets of any length for the samples of patterns.</summary>
internal static class SampleText
{
    public const string Uuid = "3f2b8c1e-9d47-4a60-b5e8-" + "71c0d2f69a34";

    private const string Letters = "k8Xw2QmZr7TbVn4LsYp1HdJc6GfE9uAa3Ko5Ri";

    private const string HexadecimalDigits = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    /// <summary>Letters in both cases, and digits.</summary>
    public static string Mixed(int length) => Repeat(Letters, length);

    /// <summary>Lower-case letters and digits.</summary>
    public static string Lower(int length) => Mixed(length).ToLowerInvariant();

    /// <summary>Upper-case letters and digits.</summary>
    public static string Upper(int length) => Mixed(length).ToUpperInvariant();

    public static string Hexadecimal(int length) => Repeat(HexadecimalDigits, length);

    public static string Digits(int length) => Repeat("4719382605", length);

    private static string Repeat(string text, int length)
    {
        char[] repeated = new char[length];
        for (int i = 0; i < length; i++)
            repeated[i] = text[i % text.Length];
        return new string(repeated);
    }
}
