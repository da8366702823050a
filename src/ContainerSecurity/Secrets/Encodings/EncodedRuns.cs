using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Encodings;

/// <summary>Finds the long runs of digits of Base64 and of hexadecimal ones.</summary>
internal static partial class EncodedRuns
{
    /// <summary>Finds the next run.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to begin, which is not within a run.</param>
    /// <param name="start">The index of the run's first digit.</param>
    /// <param name="end">The index behind its last.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryNext(string text, int at, out int start, out int end)
    {
        start = end = at;
        while (text.Length - end >= EncodedText.ShortestRun)
        {
            start = Skip(text, end);
            end = EndOf(text, start);
            if (end - start >= EncodedText.ShortestRun)
                return true;
            end++;
        }
        return false;
    }

    /// <summary>A place from <paramref name="at"/> on that is not behind the first digit of the next run, far from it only where no run is.</summary>
    private static partial int Skip(string text, int at);

    /// <summary>The index behind the digits that begin at <paramref name="at"/>.</summary>
    private static partial int EndOf(string text, int at);

    private static int EndOneByOne(string text, int at)
    {
        CharacterSet digits = EncodedText.Digits;
        while (at < text.Length && digits.Contains(text[at]))
            at++;
        return at;
    }
}
