namespace ContainerSecurity.Secrets;

/// <summary>A part of a token's shape. A part takes all it can and gives nothing back, so that matching is linear.</summary>
internal abstract class ShapeNode
{
    /// <summary>The index behind what matches at <paramref name="at"/>, or -1.</summary>
    public abstract int Match(string text, int at, int end, ref TextWalk walk);

    /// <summary>Lengthens the heads by what this part begins with.</summary>
    public abstract List<ShapeHead> Extend(List<ShapeHead> heads);

    internal sealed class Characters(CharacterSet set, int minimum, int maximum) : ShapeNode
    {
        /// <summary>Runs up to this length are walked again rather than kept.</summary>
        private const int Short = 32;

        public override int Match(string text, int at, int end, ref TextWalk walk)
        {
            int last = maximum < end - at ? at + maximum : end;
            int i = at;
            if (maximum > Short)
            {
                i = walk.EndOf(set, text, at, last);
            }
            else
            {
                while (i < last && set.Contains(text[i]))
                    i++;
                walk.Add(i - at + 1);
            }
            return i - at < minimum ? -1 : i;
        }

        public override List<ShapeHead> Extend(List<ShapeHead> heads) =>
            minimum == 0 && maximum == 1
                ? [.. heads, .. heads.Select(h => h.With(set, 1, isOpen: true))]
                : [.. heads.Select(h => h.With(set, minimum, minimum == maximum))];
    }

    internal sealed class Sequence(ShapeNode[] parts) : ShapeNode
    {
        public override int Match(string text, int at, int end, ref TextWalk walk)
        {
            foreach (ShapeNode part in parts)
            {
                at = part.Match(text, at, end, ref walk);
                if (at < 0)
                    return -1;
            }
            return at;
        }

        public override List<ShapeHead> Extend(List<ShapeHead> heads) => parts.Aggregate(heads, (h, part) => part.Extend(h));
    }

    internal sealed class Choice(ShapeNode[] parts) : ShapeNode
    {
        public override int Match(string text, int at, int end, ref TextWalk walk)
        {
            foreach (ShapeNode part in parts)
                if (part.Match(text, at, end, ref walk) is >= 0 and int to)
                    return to;
            return -1;
        }

        public override List<ShapeHead> Extend(List<ShapeHead> heads) => [.. parts.SelectMany(p => p.Extend(heads))];
    }

    internal sealed class Repeat(ShapeNode part, int minimum, int maximum) : ShapeNode
    {
        public override int Match(string text, int at, int end, ref TextWalk walk)
        {
            for (int count = 0; count < maximum; count++)
            {
                int to = part.Match(text, at, end, ref walk);
                if (to < 0 || to == at)
                    return count < minimum ? -1 : at;
                at = to;
            }
            return at;
        }

        public override List<ShapeHead> Extend(List<ShapeHead> heads)
        {
            if (minimum == 0 && maximum == 1)
                return [.. heads, .. part.Extend(heads)];
            for (int i = 0; i < minimum && heads.Exists(h => h.IsOpen); i++)
                heads = part.Extend(heads);
            return minimum == maximum ? heads : [.. heads.Select(h => h.Closed())];
        }
    }
}
