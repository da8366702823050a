using System.Runtime.CompilerServices;

namespace ContainerSecurity.Secrets.Shapes;

/// <summary>A set of ASCII characters.</summary>
internal readonly record struct CharacterSet(ulong Low, ulong High)
{
    public static readonly CharacterSet All = new(ulong.MaxValue, ulong.MaxValue);

    public static readonly CharacterSet Word = Range('a', 'z') | Range('A', 'Z') | Range('0', '9') | Of('_');

    public static readonly CharacterSet Base64 = Range('a', 'z') | Range('A', 'Z') | Range('0', '9') | Of('+') | Of('/');

    public static readonly CharacterSet Hexadecimal = Range('a', 'f') | Range('A', 'F') | Range('0', '9');

    public static readonly CharacterSet Space = Of(' ') | Of('\t') | Of('\n') | Of('\r') | Of('\f') | Of('\v');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(char c) => c < 128 && (((c < 64 ? Low : High) >> c) & 1) != 0;

    /// <summary>The only member, or null where there are none or several.</summary>
    public char? Single
    {
        get
        {
            ulong half = Low | High;
            if ((Low == 0) == (High == 0) || (half & (half - 1)) != 0)
                return null;
            int single = Low == 0 ? 64 : 0;
            for (int step = 32; step > 0; step /= 2)
            {
                if (half >> step == 0)
                    continue;
                half >>= step;
                single += step;
            }
            return (char)single;
        }
    }

    public static CharacterSet Of(char c) => c < 64 ? new(1UL << c, 0) : new(0, 1UL << c);

    public static CharacterSet Of(string characters)
    {
        CharacterSet set = default;
        foreach (char c in characters)
            set |= Of(c);
        return set;
    }

    public static CharacterSet Range(char first, char last) => Until(last) & ~Until((char)(first - 1));

    public static CharacterSet operator |(CharacterSet a, CharacterSet b) => new(a.Low | b.Low, a.High | b.High);

    public static CharacterSet operator &(CharacterSet a, CharacterSet b) => new(a.Low & b.Low, a.High & b.High);

    public static CharacterSet operator ~(CharacterSet a) => new(~a.Low, ~a.High);

    /// <summary>The characters up to one; none for the one before the first.</summary>
    private static CharacterSet Until(char last) =>
        last < 64 ? new(ulong.MaxValue >> (63 - last), 0)
        : last < 128 ? new(ulong.MaxValue, ulong.MaxValue >> (127 - last))
        : default;
}
