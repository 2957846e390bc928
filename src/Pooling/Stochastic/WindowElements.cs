namespace Pooling;

/// <summary>The indices of a window's elements in their plane, in the order of depth, height and width.</summary>
internal readonly struct WindowElements(Volume source, ElementRange depths, ElementRange heights, ElementRange widths)
{
    public Enumerator GetEnumerator() => new(source, depths, heights, widths);

    /// <summary>Goes through the indices.</summary>
    public struct Enumerator
    {
        private readonly Volume _source;
        private readonly ElementRange _depths;
        private readonly ElementRange _heights;
        private readonly ElementRange _widths;
        private nint _depth;
        private nint _height;
        private nint _width;

        public Enumerator(Volume source, ElementRange depths, ElementRange heights, ElementRange widths)
        {
            _source = source;
            _depths = depths;
            _heights = heights;
            _widths = widths;
            bool isEmpty = depths.Length == 0 || heights.Length == 0 || widths.Length == 0;
            _depth = isEmpty ? depths.End : depths.Start;
            _height = heights.Start;
            _width = widths.Start - widths.Step;
        }

        public readonly nint Current =>
            (((_depth * _source.Height.Length) + _height) * _source.Width.Length) + _width;

        public bool MoveNext()
        {
            _width += _widths.Step;
            if (_width >= _widths.End)
            {
                _width = _widths.Start;
                _height += _heights.Step;
                if (_height >= _heights.End)
                {
                    _height = _heights.Start;
                    _depth += _depths.Step;
                }
            }

            return _depth < _depths.End;
        }
    }
}
