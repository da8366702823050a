namespace ContainerSecurity.Secrets;

/// <summary>Tells what was drawn at random from what somebody wrote.</summary>
internal static class RandomText
{
    /// <summary>What a value without a mark of its service tells: random text has letters and digits, or capitals side by side among small letters; words do not.</summary>
    public static SecretVerdict Judge(string value) => HasLetterAndDigit(value) || HasMixedCapitals(value) ? SecretVerdict.Known : SecretVerdict.None;

    public static bool HasLetterAndDigit(string value) => value.Any(char.IsLetter) && value.Any(char.IsDigit);

    private static bool HasMixedCapitals(string value)
    {
        int pairs = 0;
        for (int i = 1; i < value.Length; i++)
            if (char.IsUpper(value[i]) && char.IsUpper(value[i - 1]))
                pairs++;
        return pairs > value.Length / 16 && value.Count(char.IsLower) > value.Length / 4;
    }
}
