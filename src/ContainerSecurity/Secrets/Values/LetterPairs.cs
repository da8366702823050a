namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// Tells words, and names made of words, from random letters, by how common the pairs of neighbouring letters are in
/// the words of programmers.
/// </summary>
internal static class LetterPairs
{
    /// <summary>Whether the letters of a part of a text go together as in words; texts with fewer than three pairs of letters never do.</summary>
    public static bool AreWordy(string text, int start, int end)
    {
        var evidence = new WordEvidence(text, start, end);
        return evidence.Pairs >= 3 && evidence.Bits >= 0;
    }
}
