using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ContainerSecurity.Secrets.Shapes;

/// <content>The hashes of sixteen places at once; the bits that the map has for them are a mask of those worth a look.</content>
internal ref partial struct AnchorSearch
{
    private const int Block = 16;

    private uint hits;
    private int block;

    public partial bool MoveNext()
    {
        if (hits == 0 && !FindBlock())
            return MoveSingly();
        Start = block + BitOperations.TrailingZeroCount(hits);
        Gram = GramAt(Start);
        hits &= hits - 1;
        return true;
    }

    /// <summary>Goes on to a block with such places; false where less than two blocks remain.</summary>
    private bool FindBlock()
    {
        int last = text.Length - 2 * Block;
        if (next > last || (!Ssse3.IsSupported && !AdvSimd.IsSupported))
            return false;
        ref byte map = ref MemoryMarshal.GetArrayDataReference(table.Map);
        ref ushort first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.AsSpan()));
        Vector128<byte> here = Fold(ref first, next);
        for (; next <= last; next += Block)
        {
            Vector128<byte> there = Fold(ref first, next + Block);
            hits = Look(ref map, here, Behind(here, there, 1), Behind(here, there, 2), Behind(here, there, 3));
            here = there;
            if (hits == 0)
                continue;
            block = next;
            next += Block;
            return true;
        }
        return false;
    }

    /// <summary>Sixteen characters as the table has them: of each the lower byte, letters small, all digits as one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Fold(ref ushort first, int at)
    {
        Vector128<byte> bytes = Vector128.Narrow(Vector128.LoadUnsafe(ref first, (nuint)at), Vector128.LoadUnsafe(ref first, (nuint)at + 8));
        Vector128<byte> capitals = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'A'), Vector128.Create((byte)('Z' - 'A')));
        Vector128<byte> digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        return Vector128.AndNot(bytes | (capitals & Vector128.Create((byte)0x20)), (digits & Vector128.Create((byte)0x0F)) | Vector128.Create((byte)0x80));
    }

    /// <summary>The sixteen bytes that begin a number of bytes behind the first of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Behind(Vector128<byte> here, Vector128<byte> there, [ConstantExpected(Max = (byte)15)] byte count) =>
        Ssse3.IsSupported ? Ssse3.AlignRight(there, here, count) : AdvSimd.ExtractVector128(here, there, count);

    /// <summary>A bit for each of sixteen places, of whose characters there are the first to the fourth ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Look(ref byte map, Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth)
    {
        Vector128<byte> wanted = BitsOf(
            Hash(first, third, AnchorTable.FirstOfBits, AnchorTable.LastOfBits), Hash(second, fourth, AnchorTable.FirstOfBits, AnchorTable.LastOfBits));
        Vector128<ulong> even = (Hash(first, third, AnchorTable.FirstOfByte, AnchorTable.LastOfByte) >> AnchorTable.ByteShift).AsUInt64();
        Vector128<ulong> odd = (Hash(second, fourth, AnchorTable.FirstOfByte, AnchorTable.LastOfByte) >> AnchorTable.ByteShift).AsUInt64();
        Vector128<byte> found = Vector128.Create(
            Gather(ref map, even.GetElement(0), odd.GetElement(0)), Gather(ref map, even.GetElement(1), odd.GetElement(1))).AsByte();
        return Vector128.Equals(found & wanted, wanted).ExtractMostSignificantBits();
    }

    /// <summary>The hashes of every other place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Hash(Vector128<byte> firsts, Vector128<byte> lasts, ushort first, ushort last) =>
        firsts.AsUInt16() * Vector128.Create(first) + lasts.AsUInt16() * Vector128.Create(last);

    /// <summary>The bits that are to be set for each place, of which every other one is among the even and among the odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> BitsOf(Vector128<ushort> even, Vector128<ushort> odd)
    {
        Vector128<ushort> seven = Vector128.Create((ushort)7);
        Vector128<ushort> one = (even >> AnchorTable.BitShift) | ((odd >> AnchorTable.BitShift) << 8);
        Vector128<ushort> other = ((even >> AnchorTable.OtherBitShift) & seven) | (((odd >> AnchorTable.OtherBitShift) & seven) << 8);
        return PowersOf(one.AsByte()) | PowersOf(other.AsByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> PowersOf(Vector128<byte> exponents)
    {
        Vector128<byte> powers = Vector128.Create(0x8040201008040201, 0x8040201008040201).AsByte();
        return Ssse3.IsSupported ? Ssse3.Shuffle(powers, exponents) : Vector128.Shuffle(powers, exponents);
    }

    /// <summary>Eight bytes of the map, by turns from both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Gather(ref byte map, ulong even, ulong odd) =>
        At(ref map, even)
        | (At(ref map, odd) << 8)
        | (At(ref map, even >> 16) << 16)
        | (At(ref map, odd >> 16) << 24)
        | (At(ref map, even >> 32) << 32)
        | (At(ref map, odd >> 32) << 40)
        | (At(ref map, even >> 48) << 48)
        | (At(ref map, odd >> 48) << 56);

    /// <summary>A byte of the map, which is as long as there are hashes without their lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong At(ref byte map, ulong hash) => Unsafe.Add(ref map, (nuint)(ushort)hash);
}
