namespace ContainerSecurity.Secrets.Shapes;

/// <summary>A part of a token's shape. A part takes all it can and gives nothing back, so that matching is linear.</summary>
internal abstract class ShapeNode
{
    /// <summary>The index behind what matches at <paramref name="at"/>, or -1.</summary>
    public abstract int Match(string text, int at, int end, ref TextWalk walk);

    /// <summary>Lengthens the heads by what this part begins with. The list is used up.</summary>
    public abstract List<ShapeHead> Extend(List<ShapeHead> heads);

    /// <summary>The characters that every match begins with.</summary>
    public virtual string Beginning => "";

    /// <summary>Whether every match is the same text.</summary>
    public virtual bool IsLiteral => false;

    internal sealed class Literal(string literal) : ShapeNode
    {
        public override string Beginning => literal;

        public override bool IsLiteral => true;

        public override int Match(string text, int at, int end, ref TextWalk walk)
        {
            int length = 0;
            while (length < literal.Length && at + length < end && text[at + length] == literal[length])
                length++;
            walk.Add(length + 1);
            return length == literal.Length ? at + length : -1;
        }

        public override List<ShapeHead> Extend(List<ShapeHead> heads)
        {
            for (int i = 0; i < heads.Count; i++)
                heads[i] = heads[i].With(literal);
            return heads;
        }
    }

    internal sealed class Characters(CharacterSet set, int minimum, int maximum) : ShapeNode
    {
        /// <summary>Runs up to this length are walked again rather than kept.</summary>
        private const int Short = 32;

        public override string Beginning => minimum == 1 && maximum == 1 && set.Single is char single ? single.ToString() : "";

        public override bool IsLiteral => Beginning.Length > 0;

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

        public override List<ShapeHead> Extend(List<ShapeHead> heads)
        {
            bool isOptional = minimum == 0 && maximum == 1;
            for (int i = heads.Count - 1; i >= 0; i--)
            {
                ShapeHead longer = heads[i].With(set, isOptional ? 1 : minimum, isOptional || minimum == maximum);
                if (!isOptional)
                    heads[i] = longer;
                else if (longer != heads[i])
                    heads.Add(longer);
            }
            return heads;
        }
    }

    internal sealed class Sequence(ShapeNode[] parts) : ShapeNode
    {
        /// <summary>With more ways to begin, what comes next is left out.</summary>
        private const int MostHeads = 256;

        public override string Beginning => string.Concat(parts.TakeWhile(p => p.IsLiteral).Select(p => p.Beginning));

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

        public override List<ShapeHead> Extend(List<ShapeHead> heads)
        {
            for (int i = 0; i < parts.Length && heads.Count <= MostHeads && heads.Exists(h => h.IsOpen); i++)
                heads = parts[i].Extend(heads);
            return heads.Count <= MostHeads ? heads : heads.ConvertAll(h => h.Closed());
        }
    }

    internal sealed class Choice(ShapeNode[] parts) : ShapeNode
    {
        /// <summary>With fewer parts, trying all costs less than looking up which may match.</summary>
        private const int Few = 8;

        /// <summary>The parts by the character they begin with, where there are many and all begin with a known one.</summary>
        private readonly Dictionary<char, ShapeNode[]>? partsByFirst = parts.Length <= Few || Array.Exists(parts, p => p.Beginning.Length == 0)
            ? null
            : parts.GroupBy(p => p.Beginning[0]).ToDictionary(g => g.Key, g => g.ToArray());

        public override int Match(string text, int at, int end, ref TextWalk walk)
        {
            walk.Add(1);
            ShapeNode[]? candidates = parts;
            if (partsByFirst is not null && (at == end || !partsByFirst.TryGetValue(text[at], out candidates)))
                return -1;
            foreach (ShapeNode part in candidates)
                if (part.Match(text, at, end, ref walk) is >= 0 and int to)
                    return to;
            return -1;
        }

        public override List<ShapeHead> Extend(List<ShapeHead> heads)
        {
            List<ShapeHead> extended = heads.FindAll(h => !h.IsOpen);
            foreach (ShapeNode part in parts)
                extended.AddRange(part.Extend(heads.FindAll(h => h.IsOpen)));
            return extended;
        }
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
                return [.. heads, .. part.Extend(heads.FindAll(h => h.IsOpen))];
            for (int i = 0; i < minimum && heads.Exists(h => h.IsOpen); i++)
                heads = part.Extend(heads);
            return minimum == maximum ? heads : heads.ConvertAll(h => h.Closed());
        }
    }
}
