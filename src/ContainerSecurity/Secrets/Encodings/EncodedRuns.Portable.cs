using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Encodings;

/// <content>Every run has two neighbours among the places looked at, and the places between them.</content>
internal static partial class EncodedRuns
{
    private static partial int Skip(string text, int at)
    {
        const int Stride = EncodedText.ShortestRun / 2;
        CharacterSet digits = EncodedText.Digits;
        int before = at;
        for (; at + Stride < text.Length; at += Stride)
        {
            if (!digits.Contains(text[at + Stride])
                || !digits.Contains(text[at + Stride / 2])
                || !digits.Contains(text[at + Stride / 4])
                || !digits.Contains(text[at]))
                continue;
            while (at > before && digits.Contains(text[at - 1]))
                at--;
            break;
        }
        return at;
    }

    private static partial int EndOf(string text, int at) => EndOneByOne(text, at);
}
