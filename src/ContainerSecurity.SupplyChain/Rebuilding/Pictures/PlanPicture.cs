namespace ContainerSecurity.SupplyChain.Rebuilding.Pictures;

/// <summary>A plan laid out in columns, from bases at the left to what is built on them at the right, as trees without crossing arrows.</summary>
internal sealed class PlanPicture
{
    /// <summary>How many boxes are drawn at most; what has to be built again comes first.</summary>
    public const int MaxBoxes = 200;

    private readonly List<PlanBox> boxes = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public PlanPicture(RebuildPlan plan)
    {
        Plan = plan;
        Dictionary<string, RebuildStep> steps = plan.Steps.ToDictionary(s => s.Image.Name, StringComparer.Ordinal);
        foreach (PlannedImage image in plan.Steps.Select(s => s.Image).Concat(plan.UpToDate))
            if (boxes.Count < MaxBoxes)
                Add(image, true, steps);
            else if (!numbers.ContainsKey(image.Name))
                LeftOut++;
        Place();
    }

    public RebuildPlan Plan { get; }

    /// <summary>How many images are not drawn for want of room.</summary>
    public int LeftOut { get; }

    public IReadOnlyList<PlanBox> Boxes => boxes;

    public int Columns { get; private set; }

    public int Rows { get; private set; }

    /// <summary>The title in a line.</summary>
    public string Title
    {
        get
        {
            string what = Plan.Steps.Count switch
            {
                0 => "Nothing has to be built again",
                1 => "1 image has to be built again",
                _ => $"{Plan.Steps.Count} images have to be built again",
            };
            return LeftOut == 0 ? what : $"{what}; {LeftOut} are not drawn for want of room";
        }
    }

    private int Add(PlannedImage image, bool isPlanned, Dictionary<string, RebuildStep> steps)
    {
        if (numbers.TryGetValue(image.Name, out int known))
            return known;
        ImageBase? lower = isPlanned ? Plan.Bases.GetValueOrDefault(image.Name) : null;
        int? below = lower is null ? null : Add(lower.Image, lower.IsPlanned, steps);
        RebuildStep? step = steps.GetValueOrDefault(image.Name);
        int number = numbers[image.Name] = boxes.Count;
        string said = step is not null ? $"{step.Stage}. rebuild from layer {step.FromLayer}" : isPlanned ? "up to date" : "base";
        boxes.Add(new PlanBox(number, image.Name, said, step is null ? said : string.Join(" ", step.Reasons.Select(r => r.Message)))
        {
            Below = below,
            Arrow = lower is null ? "" : lower.IsCurrent
                ? $"{lower.SharedLayers} layers"
                : $"{lower.SharedLayers} of {lower.Image.DiffIds.Count} layers: outdated",
            IsRebuilt = step is not null,
            IsPlanned = isPlanned,
        });
        return number;
    }

    private void Place()
    {
        ILookup<int?, PlanBox> above = boxes.ToLookup(b => b.Below);
        int row = 0;
        void PlaceTree(PlanBox box, int column)
        {
            box.Column = column;
            Columns = Math.Max(Columns, column + 1);
            box.Row = row;
            bool isFirst = true;
            foreach (PlanBox upper in above[box.Number])
            {
                row += isFirst ? 0 : 1;
                isFirst = false;
                PlaceTree(upper, column + 1);
            }
        }

        foreach (PlanBox root in above[null])
        {
            PlaceTree(root, 0);
            row++;
        }
        Rows = row;
    }
}
