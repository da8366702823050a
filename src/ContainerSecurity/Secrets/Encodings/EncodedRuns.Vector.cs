using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ContainerSecurity.Secrets.Encodings;

/// <content>Characters become bits of a mask, of which a run takes as many in a row.</content>
internal static partial class EncodedRuns
{
    private const int Block = 64;
    private const int Quarter = 16;
    private const ulong AllOfQuarter = 0xFFFF;

    private static partial int Skip(string text, int at)
    {
        ref short first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, short>(text));
        int trailing = 0;
        for (; at + Block <= text.Length; at += Block)
        {
            ulong mask = Digits(ref first, at) | (Digits(ref first, at + 16) << 16) | (Digits(ref first, at + 32) << 32) | (Digits(ref first, at + 48) << 48);
            ulong runs = mask & (mask >> 1);
            runs &= runs >> 2;
            runs &= runs >> 4;
            runs &= (runs >> 8) & (runs >> 16);
            if (trailing + BitOperations.TrailingZeroCount(~mask) >= EncodedText.ShortestRun)
                return at - trailing;
            if (runs != 0)
                return at + BitOperations.TrailingZeroCount(runs);
            trailing = BitOperations.LeadingZeroCount(~mask);
        }
        return at - trailing;
    }

    private static partial int EndOf(string text, int at)
    {
        ref short first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, short>(text));
        for (; at + Quarter <= text.Length; at += Quarter)
            if (Digits(ref first, at) is not AllOfQuarter and ulong digits)
                return at + BitOperations.TrailingZeroCount(~digits);
        return EndOneByOne(text, at);
    }

    /// <summary>A bit for each of sixteen characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Digits(ref short first, int at)
    {
        Vector128<byte> bytes = Vector128.NarrowWithSaturation(
            Vector128.LoadUnsafe(ref first, (nuint)at), Vector128.LoadUnsafe(ref first, (nuint)at + 8)).AsByte();
        Vector128<byte> letters = Vector128.LessThanOrEqual(
            (bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)('z' - 'a')));
        Vector128<byte> slashAndDigits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'/'), Vector128.Create((byte)('9' - '/')));
        Vector128<byte> others =
            Vector128.Equals(bytes, Vector128.Create((byte)'+')) | Vector128.Equals(bytes, Vector128.Create((byte)'-')) | Vector128.Equals(bytes,
                Vector128.Create((byte)'_'));
        return (letters | slashAndDigits | others).ExtractMostSignificantBits();
    }
}
