using System.Security.Cryptography;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Sprig's functions of chance.</summary>
internal static class RandomFunctions
{
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int LongestText = 65_536;

    public static IReadOnlyList<GoFunction> All { get; } =
    [
        Text("randAlphaNum", Letters + Digits),
        Text("randAlpha", Letters),
        Text("randNumeric", Digits),
        Text("randAscii", string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c))),
        new("randBytes", [GoType.Int], false, GoType.String, a => GoValue.Of(Convert.ToBase64String(RandomNumberGenerator.GetBytes(CountOf(a[0]))))),
        new("randInt", [GoType.Int, GoType.Int], false, GoType.Int, RandomInteger),
        new("uuidv4", [], false, GoType.String, _ => GoValue.Of(Guid.NewGuid().ToString())),
        new("shuffle", [GoType.String], false, GoType.String, a => GoValue.Of(Shuffled(a[0].AsString()))),
    ];

    private static GoFunction Text(string name, string characters) =>
        new(name, [GoType.Int], false, GoType.String, a => GoValue.Of(RandomNumberGenerator.GetString(characters, CountOf(a[0]))));

    private static int CountOf(GoValue value) =>
        value.AsInt() is >= 0 and <= LongestText and var count ? count : throw new GoFunctionException($"the number of characters must be 0 to {LongestText}");

    private static IntegerValue RandomInteger(GoValue[] arguments)
    {
        int least = arguments[0].AsInt();
        int end = arguments[1].AsInt();
        return least < end ? new IntegerValue(RandomNumberGenerator.GetInt32(least, end)) : throw new GoFunctionException("invalid argument to Intn");
    }

    private static string Shuffled(string text)
    {
        char[] characters = text.ToCharArray();
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }
}
